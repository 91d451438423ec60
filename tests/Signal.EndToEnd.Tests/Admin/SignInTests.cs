using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Signal.Admin;
using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Calls;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Admin;

public sealed class SignInTests(StackFixture stack, Chromium chromium, Accessibility accessibility) : CallTests(stack, chromium), IClassFixture<Accessibility>
{
    private readonly Chromium _chromium = chromium;

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task A_wrong_key_is_refused_and_the_form_is_accessible(ColorScheme scheme, int width)
    {
        var page = await AdminPage.OpenAsync(_chromium, Stack.FunctionsUrl, new ViewportSize { Width = width, Height = 800 }, scheme);
        await accessibility.CheckAsync(page.Page);

        await page.SignInAsync("superservice", "not the key");

        await Assertions.Expect(page.Control("sign-in-problem")).ToContainTextAsync("refused");
        await accessibility.CheckAsync(page.Page);
        Assert.Empty(page.Violations);
    }

    [Fact]
    public async Task The_key_is_neither_sent_nor_kept()
    {
        var page = await AdminPage.OpenAsync(_chromium, Stack.FunctionsUrl);
        var sent = new List<string>();
        page.Page.Request += (_, request) =>
        {
            lock (sent)
            {
                sent.Add(request.Url + string.Join(' ', request.Headers.Values) + request.PostData);
            }
        };

        await page.SignInAsync("superservice", Stack.AdminKey);
        await Assertions.Expect(page.Control("signed-in-as")).ToHaveTextAsync("superservice");

        Assert.NotEmpty(sent);
        Assert.All(sent, request => Assert.DoesNotContain(Stack.AdminKey, request, StringComparison.Ordinal));
        Assert.All(sent, request => Assert.StartsWith(Stack.FunctionsUrl, request, StringComparison.Ordinal));
        Assert.Equal("0 0 ", await page.Page.ReadAsync<string>("`${localStorage.length} ${sessionStorage.length} ${document.cookie}`"));

        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Control("sign-in-screen")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_token_that_was_signed_elsewhere_signs_in()
    {
        var page = await AdminPage.OpenAsync(_chromium, Stack.FunctionsUrl);

        await page.SignInWithTokenAsync(new ServiceCredential("superservice", Stack.AdminKey).SignSession());
        await Assertions.Expect(page.Control("signed-in-as")).ToHaveTextAsync("superservice");

        await page.Control("sign-out").ClickAsync();
        await Assertions.Expect(page.Control("sign-in-screen")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_session_ends_with_its_token_and_says_so()
    {
        var page = await AdminPage.OpenAsync(_chromium, Stack.FunctionsUrl);

        await page.SignInWithTokenAsync(Token(Stack.AdminKey, lifetime: 15));
        await Assertions.Expect(page.Control("shell")).ToBeVisibleAsync();

        await Assertions.Expect(page.Control("sign-in-reason")).ToHaveTextAsync("Your session has expired. Sign in again.");
        await Assertions.Expect(page.Control("shell")).ToHaveCountAsync(0);
        Assert.Empty(page.Violations);
    }

    [Theory]
    [InlineData("not a token", "not a session token")]
    [InlineData(null, "refused")]
    public async Task Tokens_that_are_no_tokens_or_forged_are_refused(string? token, string sentence)
    {
        var page = await AdminPage.OpenAsync(_chromium, Stack.FunctionsUrl);

        await page.SignInWithTokenAsync(token ?? Token("another key", lifetime: 60));

        await Assertions.Expect(page.Control("sign-in-problem")).ToContainTextAsync(sentence);
    }

    private static string Token(string key, int lifetime)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new { iss = "superservice", aud = "signal-hybrid-admin-page", iat = now, exp = now + lifetime };
        var signed = Part(new { alg = "HS256", typ = "JWT" }) + "." + Part(claims);
        return signed + "." + Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(signed)));

        static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
    }
}
