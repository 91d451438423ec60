using Microsoft.Extensions.Options;

namespace Signal.MediaNode.Options;

/// <summary>Binds options to a section of the configuration and refuses to start with bad ones.</summary>
internal static class CheckedOptions
{
    /// <summary>Registers <typeparamref name="T"/>, bound to <paramref name="section"/>, checked when the host starts.</summary>
    public static void AddChecked<T>(this IServiceCollection services, string section)
        where T : class, ICheckedOptions
    {
        services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>>(new Check<T>(section));
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<T>>().Value);
    }

    private sealed class Check<T>(string section) : IValidateOptions<T>
        where T : class, ICheckedOptions
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var problems = options.Problems().Select(problem => $"{section}: {problem}").ToList();
            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}
