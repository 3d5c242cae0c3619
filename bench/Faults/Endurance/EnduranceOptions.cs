using System.Globalization;

namespace Faults.Endurance;

/// <summary>What was typed.</summary>
internal sealed record EnduranceOptions
{
    public const string Usage = """
        Usage: scripts/endurance [options]

        Runs two replicas of the service, as it is published, behind HAProxy with the shipped configuration, on a primary with a synchronous
        standby and PgBouncer in transaction mode, under steady load; kills, stops, freezes and fails over everything in turn; and compares
        after each round what was acknowledged with what is stored. A quarter of the clients send creates without an Idempotency-Key, the
        others send each change with one until it is answered; as many readers as the former read what was just acknowledged.

        From half of the time on the replicas are left alone, to see whether they grow. Prints tables; the exit code is 1 if anything was
        lost, doubled or halved, if a change was acknowledged that only one server had, if an answer was not as documented, if a replica
        did not end well, or if one grew. Times are reported and not judged: other work on the machine makes them longer.

        Installs HAProxy, PgBouncer and PostgreSQL with apt-get when they are missing (Debian, Ubuntu). Stops and removes all it made.

          --minutes N     how long (default 60); the round that has begun is cut short
          --clients N     how many clients change something (default 32)
          --think MS      how long a client rests after each answer, in milliseconds (default 200)
          --seed N        for the rests between the faults, 8 to 16 s (default: another each time; it is printed)
          --only TEXT     only the faults whose name contains this
          --service DIR   a published service, instead of building one
          --temp DIR      where the temporary directory is made (default $TMPDIR or /tmp)
          --keep          leave the temporary directory, for its logs; it is also left when a promise is broken
        """;

    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(60);

    public int Clients { get; init; } = 32;

    public TimeSpan ThinkTime { get; init; } = TimeSpan.FromMilliseconds(200);

    public int Seed { get; init; } = Random.Shared.Next(1_000_000);

    public string Only { get; init; } = string.Empty;

    public string Service { get; init; } = string.Empty;

    public string Temp { get; init; } = Path.GetTempPath();

    public bool IsKept { get; init; }

    /// <exception cref="FormatException">Not understood.</exception>
    public static EnduranceOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new EnduranceOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            string Value() => ++i < arguments.Count ? arguments[i] : throw new FormatException($"{arguments[i - 1]} needs a value");
            int Number() => int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new FormatException($"{arguments[i - 1]} needs a number, not {arguments[i]}");
            options = arguments[i] switch
            {
                "--minutes" => options with { Length = TimeSpan.FromMinutes(Number()) },
                "--clients" => options with { Clients = Number() },
                "--think" => options with { ThinkTime = TimeSpan.FromMilliseconds(Number()) },
                "--seed" => options with { Seed = Number() },
                "--only" => options with { Only = Value() },
                "--service" => options with { Service = Path.GetFullPath(Value()) },
                "--temp" => options with { Temp = Path.GetFullPath(Value()) },
                "--keep" => options with { IsKept = true },
                _ => throw new FormatException($"unknown option {arguments[i]}; see --help"),
            };
        }

        return options.Service.Length > 0 ? options : throw new FormatException("--service is missing");
    }
}
