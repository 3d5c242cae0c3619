using System.Text.RegularExpressions;

namespace Altcraft.Accounts.IntegrationTests.Docs;

/// <summary>
/// What the IDs a page shows are for a reader whose database holds more: another number, but the same one wherever the page shows
/// the same.
/// </summary>
internal sealed partial class DocumentedIds
{
    private readonly Dictionary<string, string> _readers = [];

    /// <summary>An answer with the page's IDs in place of the reader's; one that should be another one stays.</summary>
    /// <param name="answer">What the reader was answered.</param>
    /// <param name="shown">What the page shows for it.</param>
    public string AsShown(string answer, string shown)
    {
        var pages = Number().Matches(shown);
        var i = 0;
        return Number().Replace(answer, number =>
        {
            if (i >= pages.Count)
            {
                return number.Value;
            }

            var page = pages[i++].Value;
            _readers.TryAdd(page, number.Value);
            return _readers[page] == number.Value ? page : number.Value;
        });
    }

    // How many tokens there are is another number, too; total_count is counted like an ID, with its own name before it.
    [GeneratedRegex("(?<=[\"<](?:saved_id|id|object_id|account_id)[\">]:?)[0-9]+|total_count[\">]:?[0-9]+")]
    private static partial Regex Number();
}
