using System.Text.RegularExpressions;

namespace Altcraft.Accounts.IntegrationTests.Docs;

/// <summary>The commands of a page that talk to the service, each with the answer the page shows for it.</summary>
/// <param name="Command">A block of shell.</param>
/// <param name="Format"><c>json</c>, <c>xml</c> or <c>text</c>; <see langword="null"/> when the page shows no answer.</param>
/// <param name="Answer">What the page shows.</param>
internal sealed partial record DocumentedCommand(string Command, string? Format, string Answer)
{
    /// <summary>The pages that are run, by their paths from the root of the clone.</summary>
    public static IEnumerable<string> Pages() => Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md")
        .Append(Path.Combine(Root, "README.md"))
        .Where(page => File.Exists(page) && Of(Path.GetRelativePath(Root, page)).Any(block => block.Answer.Length > 0))
        .Select(page => Path.GetRelativePath(Root, page))
        .Order(StringComparer.Ordinal);

    /// <summary>The blocks of a page that set a variable from a file or from what the reader types, or send a request.</summary>
    public static IReadOnlyList<DocumentedCommand> Of(string page) =>
    [
        .. Block().Matches(File.ReadAllText(Path.Combine(Root, page)))
            .Select(match => new DocumentedCommand(match.Groups[1].Value, match.Groups[2].Success ? match.Groups[2].Value : null, match.Groups[3].Value))
            .Where(block => block.Command.Contains("curl ", StringComparison.Ordinal) || block.Command.StartsWith("TOKEN=", StringComparison.Ordinal)
                || block.Command == ReadLink),
    ];

    /// <summary>Where the reader types the link of a welcome mail.</summary>
    public const string ReadLink = "read -r LINK";

    /// <summary>The root of the clone.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Altcraft.Accounts.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("The tests run outside the clone.");
        }

        return directory.FullName;
    }

    [GeneratedRegex(@"```sh\n(.*?)\n```(?:\n+```(json|xml|text)\n(.*?)\n```)?", RegexOptions.Singleline)]
    private static partial Regex Block();
}
