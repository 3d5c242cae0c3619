namespace Altcraft.Accounts.Panel.Components;

/// <summary>
/// Short messages about what was done, shown for some seconds and read out by screen readers. (The component library's own would write a style element, which the
/// content security policy forbids.)
/// </summary>
public sealed class Notices(TimeProvider clock)
{
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(8);

    /// <summary>Raised when the message has changed.</summary>
    public event Action? Changed;

    /// <summary>The message, if any.</summary>
    public string? Current { get; private set; }

    /// <summary>Shows a message.</summary>
    public async Task ShowAsync(string message)
    {
        Current = message;
        Changed?.Invoke();
        await Task.Delay(Shown, clock);
        if (Current == message)
        {
            Current = null;
            Changed?.Invoke();
        }
    }
}
