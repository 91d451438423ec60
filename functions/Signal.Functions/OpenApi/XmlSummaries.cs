using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Signal.Functions.OpenApi;

/// <summary>
/// The documentation comments of the code, from the XML files next to the assemblies. Without these files the document has no descriptions.
/// </summary>
internal sealed partial class XmlSummaries
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);

    public XmlSummaries(params IEnumerable<Assembly> assemblies)
    {
        foreach (var file in assemblies.Select(a => Path.ChangeExtension(a.Location, ".xml")).Where(File.Exists))
        {
            foreach (var member in XDocument.Load(file).Descendants("member"))
            {
                _members[member.Attribute("name")!.Value] = member;
            }
        }
    }

    public string? Of(MethodInfo method)
    {
        var key = $"M:{method.DeclaringType!.FullName}.{method.Name}(";
        var found = _members.FirstOrDefault(member => member.Key.StartsWith(key, StringComparison.Ordinal)).Value;
        return Text(found?.Element("summary"));
    }

    public string? Of(Type type) => Find("T:" + NameOf(type)) is { } member ? Text(member.Element("summary")) : null;

    /// <summary>Returns the comment of a property; for a positional record, that of the parameter.</summary>
    public string? Of(PropertyInfo property)
    {
        var type = NameOf(property.DeclaringType!);
        return Find($"P:{type}.{property.Name}") is { } member
            ? Text(member.Element("summary"))
            : Text(Find("T:" + type)?.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == property.Name));
    }

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private XElement? Find(string key) => _members.GetValueOrDefault(key);

    private static string? Text(XElement? element) =>
        element is null ? null : Whitespace().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" } see => $"`{(see.Attribute("cref") ?? see.Attribute("langword"))?.Value.Split('.')[^1].Split('(')[0]}`",
        XElement { Name.LocalName: "paramref" } reference => $"`{reference.Attribute("name")?.Value}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement other => string.Concat(other.Nodes().Select(Text)),
        _ => "",
    };

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whitespace();
}
