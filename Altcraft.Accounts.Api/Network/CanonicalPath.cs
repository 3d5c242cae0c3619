namespace Altcraft.Accounts.Api.Network;

/// <summary>
/// Removes empty segments from a path (contract, section 1): clients whose base URL ends in a slash send <c>/api/v1.1//admin/…</c>.
/// </summary>
internal static class CanonicalPath
{
    public static PathString Of(PathString path)
    {
        var text = path.Value;
        while (text is not null && text.Contains("//", StringComparison.Ordinal))
        {
            text = text.Replace("//", "/", StringComparison.Ordinal);
        }

        return text == path.Value ? path : new PathString(text);
    }
}
