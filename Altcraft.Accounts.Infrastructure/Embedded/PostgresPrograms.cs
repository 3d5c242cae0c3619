using System.Text.RegularExpressions;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>The PostgreSQL programs of one version on this machine.</summary>
internal sealed partial record PostgresPrograms(string Directory, int Version)
{
    /// <summary>The oldest major version the service works with (contract, section 11).</summary>
    public const int OldestVersion = 14;

    private static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    public string InitDb => Path.Combine(Directory, "initdb");

    public string PgCtl => Path.Combine(Directory, "pg_ctl");

    /// <summary>
    /// Finds the programs: of any supported version, or of exactly the version that created the cluster, which no other can read.
    /// </summary>
    /// <exception cref="EmbeddedPostgresException">They are not installed.</exception>
    public static async Task<PostgresPrograms> FindAsync(int? clusterVersion, CancellationToken cancellationToken)
        => await FindAsync(await PlacesAsync(cancellationToken), clusterVersion, cancellationToken);

    /// <summary>Finds the programs in the given directories.</summary>
    public static async Task<PostgresPrograms> FindAsync(
        IEnumerable<string> places, int? clusterVersion, CancellationToken cancellationToken)
    {
        var found = new SortedSet<int>();
        foreach (var directory in places.Select(RealDirectory).Distinct().Where(HasPrograms))
        {
            if (await VersionAsync(directory, cancellationToken) is not { } version)
            {
                continue;
            }

            if (clusterVersion is null ? version >= OldestVersion : version == clusterVersion)
            {
                return new PostgresPrograms(directory, version);
            }

            found.Add(version);
        }

        throw new EmbeddedPostgresException(Missing(clusterVersion, found));
    }

    private static string Missing(int? clusterVersion, SortedSet<int> found)
    {
        var others = found.Count == 0 ? "" : $" (only {string.Join(", ", found)})";
        return clusterVersion is null
            ? $"PostgreSQL {OldestVersion} or newer is not installed on this machine{others}: install it (Debian, Ubuntu: apt-get install postgresql), "
              + "set ConnectionStrings:Accounts, or start everything with docker compose up."
            : $"The private database was created by PostgreSQL {clusterVersion}, which is not installed on this machine{others}: "
              + $"install that version (Debian, Ubuntu: apt-get install postgresql-{clusterVersion}), or set ConnectionStrings:Accounts.";
    }

    private static async Task<List<string>> PlacesAsync(CancellationToken cancellationToken)
    {
        var places = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).ToList();
        if (await ServerUser.TryRunAsync("pg_config", ["--bindir"], cancellationToken) is { Succeeded: true } answer)
        {
            places.Add(answer.Output);
        }

        // Debian and Ubuntu, then Red Hat and SUSE, then Homebrew on both kinds of Mac. Newest versions first.
        places.AddRange(Versioned("/usr/lib/postgresql", "*"));
        places.AddRange(Versioned("/usr", "pgsql-*"));
        places.AddRange(Versioned("/opt/homebrew/opt", "postgresql@*"));
        places.AddRange(Versioned("/usr/local/opt", "postgresql@*"));
        places.Add("/usr/local/pgsql/bin");
        return places;
    }

    private static IEnumerable<string> Versioned(string parent, string pattern) => !System.IO.Directory.Exists(parent)
        ? []
        : System.IO.Directory.EnumerateDirectories(parent, pattern)
            .OrderByDescending(path => int.TryParse(path.AsSpan(path.LastIndexOfAny(['/', '-', '@']) + 1), out var version) ? version : 0)
            .Select(path => Path.Combine(path, "bin"));

    // A PATH directory often contains only a link to one of the programs. The others are beside its target.
    private static string RealDirectory(string place)
    {
        var program = new FileInfo(Path.Combine(place, "postgres"));
        return program is { Exists: true, LinkTarget: not null } && program.ResolveLinkTarget(returnFinalTarget: true) is { } target
            ? Path.GetDirectoryName(target.FullName)!
            : Path.GetFullPath(place);
    }

    private static bool HasPrograms(string directory) => Needed.All(name => File.Exists(Path.Combine(directory, name)));

    private static async Task<int?> VersionAsync(string directory, CancellationToken cancellationToken)
    {
        var answer = await ServerUser.TryRunAsync(Path.Combine(directory, "postgres"), ["--version"], cancellationToken);
        var match = MajorVersion().Match(answer?.Output ?? "");
        return match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex MajorVersion();
}
