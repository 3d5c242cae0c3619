using Faults;

if (args is ["--help" or "-h", ..])
{
    Console.WriteLine(Options.Usage);
    return 0;
}

Options options;
try
{
    options = Options.Parse(args);
}
catch (FormatException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}

var directory = Directory.CreateDirectory(Path.Combine(options.Temp, $"altcraft-faults.{Environment.ProcessId}")).FullName;
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
