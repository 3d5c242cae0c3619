using MudBlazor;

namespace Altcraft.Accounts.Panel.Components;

/// <summary>Asks before something is done.</summary>
internal static class Confirming
{
    /// <summary>Shows what an action does, and asks whether to do it.</summary>
    /// <param name="action">The verb on the button; <see langword="null"/> when the action is not possible now, and the dialog only says why.</param>
    public static async Task<bool> ConfirmAsync(this IDialogService dialogs, string title, string consequence, string? action, bool isDangerous = false)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Consequence, consequence },
            { dialog => dialog.Action, action },
            { dialog => dialog.IsDangerous, isDangerous },
        };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(title, parameters, new DialogOptions { CloseOnEscapeKey = true });
        return await dialog.Result is { Canceled: false };
    }
}
