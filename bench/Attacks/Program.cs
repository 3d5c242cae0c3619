using Attacks;
using LoadGenerator;

var usage = $"""
    Attacks run --attack NAME --url URL --token T --reader R --pid PID [options]
        Attacks the service for some seconds and measures what a well-behaved client gets before and during the attack.
        --token T      a token with every scope, for the well-behaved client
        --reader R     a token with accounts.read and directory.read, for attacks that need one
        --pid PID      the process of the service, whose memory is read
        --seconds S    length of the attack (default 20)
        --times N      the p99 during the attack may be N times that before it (default 10)
        --memory N     the service may take N MiB at most (default 400)
        Exit code 1 when the service dies, the well-behaved client gets an error, or one of the bounds is exceeded.
    Attacks body-cost --url URL --token T --pid PID [--seconds S] [--times N]
        The processor time of the service for bodies of 64 KiB, each kind for S seconds (default 2), as a ratio to a valid body
        of the same length and format. Exit code 1 when a ratio is above N (default 5).
    Attacks list
        The names of the attacks.

    Attacks:
    {string.Join(Environment.NewLine, Attack.All.Select(attack => $"  {attack.Name,-20}{attack.Description}"))}
    """;

if (args.Length == 0 || args[0] is "--help" or "-h" or "help")
{
    Console.WriteLine(usage);
    return args.Length == 0 ? 2 : 0;
}

try
{
    var arguments = Arguments.Parse(args.AsSpan(1));
    switch (args[0])
    {
        case "run":
            return await Experiment.ExecuteAsync(arguments);
        case "body-cost":
            return await BodyCost.ExecuteAsync(arguments);
        case "list":
            Array.ForEach(Attack.All, attack => Console.WriteLine(attack.Name));
            return 0;
        default:
            throw new UsageException($"no command \"{args[0]}\"");
    }
}
catch (UsageException error)
{
    Console.Error.WriteLine($"{error.Message}; see --help");
    return 2;
}
