using Faults;
using Faults.Endurance;

var isEndurance = args is ["endurance", ..];
if (args.Contains("--help") || args.Contains("-h"))
{
    Console.WriteLine(isEndurance ? EnduranceOptions.Usage : Options.Usage);
    return 0;
}

try
{
    return await (isEndurance ? EndureAsync(EnduranceOptions.Parse(args[1..])) : DoHarmAsync(Options.Parse(args)));
}
catch (FormatException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}

static string MakeDirectory(string temp) => Directory.CreateDirectory(Path.Combine(temp, $"altcraft-faults.{Environment.ProcessId}")).FullName;

static async Task<int> DoHarmAsync(Options options)
{
    var directory = MakeDirectory(options.Temp);
    var all = new List<Figures>();
    try
    {
        foreach (var fault in options.Only)
        {
            await Console.Error.WriteLineAsync(fault);
            var place = Directory.CreateDirectory(Path.Combine(directory, fault)).FullName;
            all.Add(await FaultRuns.RunAsync(fault, options, place));
        }
    }
    finally
    {
        Figures.Print(all);
        if (!options.IsKept)
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    return all.Count == options.Only.Count && all.All(figures => figures.Broken.Count == 0) ? 0 : 1;
}

static async Task<int> EndureAsync(EnduranceOptions options)
{
    var directory = MakeDirectory(options.Temp);
    var isKept = await EnduranceRun.RunAsync(options, directory);
    if (isKept && !options.IsKept)
    {
        Directory.Delete(directory, recursive: true);
    }

    return isKept ? 0 : 1;
}
