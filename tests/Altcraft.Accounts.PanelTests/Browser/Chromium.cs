namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>One Chromium for all tests: the machine's, because Playwright's own would have to be downloaded.</summary>
internal static class Chromium
{
    // The first has no windows, which takes a third less of the processors for the same pages.
    private static readonly string[] Programs = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly Lazy<Task<IBrowser>> Launched = new(LaunchAsync);
    private static IPlaywright? _playwright;

    public static Task<IBrowser> BrowserAsync() => Launched.Value;

    public static async Task CloseAsync()
    {
        if (Launched.IsValueCreated)
        {
            await (await Launched.Value).CloseAsync();
            _playwright!.Dispose();
        }
    }

    private static async Task<IBrowser> LaunchAsync()
    {
        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Programs.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("Chromium is missing: apt-get install chromium."),

            // Its sandbox does not start as root.
            Args = ["--no-sandbox"],
        });
    }
}
