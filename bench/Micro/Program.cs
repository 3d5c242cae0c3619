using BenchmarkDotNet.Running;

namespace Micro;

// Not top-level statements: the service's own Program must stay the only one of that name.
internal static class Start
{
    /// <summary>
    /// Without arguments: reading, writing and validating, by BenchmarkDotNet. With <c>allocation CONNECTION-STRING</c>: the bytes the
    /// service allocates for a save, against a database that has the example data.
    /// </summary>
    private static async Task Main(string[] args)
    {
        if (args is ["allocation", var connectionString])
        {
            await Allocation.MeasureAsync(connectionString);
        }
        else
        {
            BenchmarkSwitcher.FromAssembly(typeof(Bodies).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args);
        }
    }
}
