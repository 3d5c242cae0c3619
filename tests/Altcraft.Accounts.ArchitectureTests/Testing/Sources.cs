namespace Altcraft.Accounts.ArchitectureTests.Testing;

/// <summary>The files of the repository.</summary>
internal static class Sources
{
    private static readonly string[] Skipped = ["bin", "obj", "artifacts", "node_modules"];

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every C# file below a folder, relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> CSharp(string folder = "") =>
        [.. Folders(folder).SelectMany(at => Directory.GetFiles(Path.Combine(Root, at), "*.cs")).Select(Relative).Order(StringComparer.Ordinal)];

    /// <summary>Every C# file and every Razor component below a folder.</summary>
    public static IReadOnlyList<string> Code(string folder) =>
    [
        .. CSharp(folder),
        .. Folders(folder).SelectMany(at => Directory.GetFiles(Path.Combine(Root, at), "*.razor")).Select(Relative).Order(StringComparer.Ordinal),
    ];

    /// <summary>Every file that people read and write, relative to the root.</summary>
    public static IEnumerable<string> Text() => Folders()
        .SelectMany(at => Directory.GetFiles(Path.Combine(Root, at)))
        .Where(path => Path.GetExtension(path) is "" or ".cs" or ".csproj" or ".json" or ".md" or ".props" or ".sh" or ".sql" or ".yaml" or ".yml")
        .Select(Relative);

    /// <summary>A folder and every one below it, but for what is built.</summary>
    public static IEnumerable<string> Folders(string folder = "") => Directory.GetDirectories(Path.Combine(Root, folder))
        .Where(child => Path.GetFileName(child) is var name && !Skipped.Contains(name) && !name.StartsWith('.'))
        .SelectMany(child => Folders(Relative(child)))
        .Prepend(folder);

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Altcraft.Accounts.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests must run inside the clone.");
    }
}
