using LoadGenerator;

// Completions run on the one thread that waits for the sockets: no thread pool, no hand-over between threads.
// Both are read by the runtime when the first socket is made.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");

const string Usage = """
    LoadGenerator run --url URL --mode MODE --clients N --seconds S [options]
        Keeps N keep-alive connections busy, each with one request at a time, and prints one line of JSON.
        MODE: create-json create-xml update-json get list search add-user list-users
        --warmup S         seconds that are not counted (default 1)
        --requests N       ends after N answers instead of --seconds (which then only bounds the run); no warm-up
        --token T          sent as "Authorization: Bearer T"
        --prefix P         names of created accounts and users start with it (default "bench"); it must be new for each run
        --first-id A --last-id B   the accounts that update, get, list and add-user work on; for list-users, the numbers in --body
        --account ID       add-user: all for this account
        --body JSON        list-users: the request, with ~~~~~~~~~~ or "##########" for the number
        --terms FILE       search: one term a line
        --limit N          list and search: the page (default 100; search 20)
        --label k=v        is copied into the JSON (repeatable)
    LoadGenerator overload --url URL --token T --clients "A B" --seconds S --first-id A --last-id B [options]
        Creates and reads, half of the clients each, by a few clients and then by each number of them, who do not stop for
        refusals; prints what was served and what was refused, and the p99 against that of the few.
        --unloaded-clients N   the few (default 2)
        --back-off MS          how long a client waits after a refusal, on average (default 0)
        --most N               exit code 1 when the p99 is more than N times that of the few (default 10)
    LoadGenerator first --url URL (--token T | --token-file F) [--timeout S]
        Asks until the first good answer and prints its Unix time in microseconds. Prints "ready" when it starts asking.
    LoadGenerator pgbench --log-prefix P --clients N --warmup S --seconds S [--label k=v]
        The same line of JSON from the logs of "pgbench --log".
    LoadGenerator report FILE [--machine TEXT] [--out FILE]
        Tables of medians and ratios from lines of the above.

    Exit code 1 and the answer on standard error when any answer is not 200 with "error":0.
    """;

if (args.Length == 0 || args[0] is "--help" or "-h" or "help")
{
    Console.WriteLine(Usage);
    return args.Length == 0 ? 2 : 0;
}

try
{
    var arguments = Arguments.Parse(args.AsSpan(1));
    return args[0] switch
    {
        "run" => await Run.ExecuteAsync(arguments),
        "overload" => await Overload.ExecuteAsync(arguments),
        "first" => await FirstAnswer.ExecuteAsync(arguments),
        "pgbench" => PgbenchLog.Execute(arguments),
        "report" => Report.Execute(arguments),
        _ => throw new UsageException($"no command \"{args[0]}\""),
    };
}
catch (UsageException error)
{
    Console.Error.WriteLine($"{error.Message}; see --help");
    return 2;
}
catch (System.Net.Sockets.SocketException error)
{
    Console.Error.WriteLine($"The server cannot be reached: {error.Message}");
    return 1;
}
