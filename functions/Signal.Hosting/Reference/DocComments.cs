using System.Collections.Concurrent;
using System.Reflection;
using System.Xml.Linq;

namespace Signal.Hosting.Reference;

/// <summary>Reads summaries from the XML documentation files next to the assemblies.</summary>
internal static class DocComments
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, XElement>> Files = new();

    /// <summary>The summary of a type, as Markdown on one line.</summary>
    public static string Of(Type type) => Summary(type.Assembly, $"T:{NameOf(type)}");

    /// <summary>The summary of a property, as Markdown on one line.</summary>
    public static string Of(PropertyInfo property) => Summary(property.Module.Assembly, $"P:{NameOf(property.DeclaringType!)}.{property.Name}");

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private static string Summary(Assembly assembly, string member) =>
        Files.GetOrAdd(assembly, Load).TryGetValue(member, out var found) && found.Element("summary") is { } summary
            ? string.Join(' ', Markdown(summary).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("|", "\\|", StringComparison.Ordinal)
            : throw new InvalidOperationException($"{member} has no documentation comment.");

    private static Dictionary<string, XElement> Load(Assembly assembly) =>
        XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    private static string Markdown(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => Link(see),
        XElement other => Markdown(other),
        _ => "",
    }));

    private static string Link(XElement see) =>
        see.Attribute("href") is { } address ? $"[{(see.Value.Length > 0 ? see.Value : address.Value)}]({address.Value})"
        : $"`{(see.Attribute("cref")?.Value.Split('.', ':')[^1] ?? see.Attribute("langword")!.Value)}`";
}
