using Microsoft.Extensions.Options;
using Signal.Functions.Services;

namespace Signal.Functions.AdminPage;

/// <summary>Checks that the page exists when it is enabled.</summary>
internal sealed class AdminPageOptionsValidator(PageFiles files) : IValidateOptions<AdminPageOptions>
{
    public ValidateOptionsResult Validate(string? name, AdminPageOptions options) => options.Enabled && !files.Exist
        ? ValidateOptionsResult.Fail(
            "AdminPage__Enabled is true, but the app was built without the page (BuildAdminPage=false); "
            + "build it with the page, or set AdminPage__Enabled to false")
        : ValidateOptionsResult.Success;
}
