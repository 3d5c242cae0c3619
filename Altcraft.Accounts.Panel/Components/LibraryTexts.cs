using System.Resources;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Altcraft.Accounts.Panel.Components;

/// <summary>The component library's own texts: those that ComponentTexts has under the library's names, else its English ones.</summary>
internal sealed class LibraryTexts : MudLocalizer
{
    private static readonly ResourceManager Own = new(typeof(ComponentTexts));

    public override LocalizedString this[string key] => Own.GetString(key, CultureInfo.CurrentUICulture) is { } text
        ? new(key, text)
        : new(key, key, resourceNotFound: true);
}
