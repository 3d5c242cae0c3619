using System.Globalization;

namespace Faults;

/// <summary>What was typed.</summary>
internal sealed record Options
{
    public const string Usage = """
        Usage: scripts/faults [--quick] [--only NAME]… [options]

        Runs the service as it is published on a PostgreSQL of its own, under the steady load of 32 clients that send each change with an
        Idempotency-Key until it is answered, and 8 that send creates without one; does harm to both; and compares what was acknowledged
        with what is stored. Prints a table; the exit code is 1 if a promise of docs/reliability.md is broken.

          --quick         2 kills instead of 10, 5 s instead of 20 s
          --only NAME     only this fault (repeatable), of:
                            kill-database, kill-service, terminate, freeze, disk-full, failover
          --kills N       how often database and service are killed (default 10)
          --freeze S      how long the database is frozen, in seconds (default 20)
          --service DIR   a published service, instead of building one
          --temp DIR      where the temporary directory is made (default $TMPDIR or /tmp)
          --keep          leave the temporary directory, for its logs

        disk-full mounts a small tmpfs, for which it must be root; as another user it is left out, and the table says so.
        """;

    public static IReadOnlyList<string> Names { get; } = ["kill-database", "kill-service", "terminate", "freeze", "disk-full", "failover"];

    public IReadOnlyList<string> Only { get; init; } = Names;

    public int Kills { get; init; } = 10;

    public TimeSpan Freeze { get; init; } = TimeSpan.FromSeconds(20);

    public string Service { get; init; } = string.Empty;

    public string Temp { get; init; } = Path.GetTempPath();

    public bool IsKept { get; init; }

    /// <exception cref="FormatException">Not understood.</exception>
    public static Options Parse(IReadOnlyList<string> arguments)
    {
        var options = new Options();
        var only = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            string Value() => ++i < arguments.Count ? arguments[i] : throw new FormatException($"{arguments[i - 1]} needs a value");
            int Number() => int.Parse(Value(), NumberStyles.None, CultureInfo.InvariantCulture);
            switch (arguments[i])
            {
                case "--quick":
                    options = options with { Kills = 2, Freeze = TimeSpan.FromSeconds(5) };
                    break;
                case "--only":
                    only.Add(Value());
                    break;
                case "--kills":
                    options = options with { Kills = Number() };
                    break;
                case "--freeze":
                    options = options with { Freeze = TimeSpan.FromSeconds(Number()) };
                    break;
                case "--service":
                    options = options with { Service = Path.GetFullPath(Value()) };
                    break;
                case "--temp":
                    options = options with { Temp = Path.GetFullPath(Value()) };
                    break;
                case "--keep":
                    options = options with { IsKept = true };
                    break;
                default:
                    throw new FormatException($"unknown option {arguments[i]}; see --help");
            }
        }

        return only.Except(Names).FirstOrDefault() is { } unknown ? throw new FormatException($"no fault \"{unknown}\"; see --help")
            : options.Service.Length == 0 ? throw new FormatException("--service is missing")
            : only.Count > 0 ? options with { Only = only } : options;
    }
}
