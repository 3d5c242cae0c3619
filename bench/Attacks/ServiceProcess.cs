using System.Globalization;

namespace Attacks;

/// <summary>What Linux knows about the process of the service.</summary>
internal sealed class ServiceProcess(int id)
{
    /// <summary>False once the process has ended, also when nobody has waited for it.</summary>
    public bool IsAlive => Read("stat") is { Length: > 0 } stat && AfterName(stat)[0] is not ("Z" or "X");

    /// <summary>The largest resident size since <see cref="ResetPeak"/>, in MiB; null when the process has ended.</summary>
    public double? PeakMemory => Status("VmHWM:");

    /// <summary>The resident size, in MiB; null when the process has ended.</summary>
    public double? Memory => Status("VmRSS:");

    /// <summary>Processor time in user and kernel mode, in seconds. The kernel counts in hundredths.</summary>
    public double ProcessorSeconds
    {
        get
        {
            var stat = AfterName(Read("stat") ?? throw new IOException("The service has ended."));
            return (Ticks(stat[11]) + Ticks(stat[12])) / 100.0;

            static long Ticks(string text) => long.Parse(text, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Needs to be the process's user, or root.</summary>
    public void ResetPeak() => File.WriteAllText($"/proc/{id}/clear_refs", "5");

    /// <summary>The name stands in parentheses and may hold anything, so fields are counted behind it.</summary>
    private static string[] AfterName(string stat) => stat[(stat.LastIndexOf(')') + 2)..].Split(' ');

    private double? Status(string field) =>
        Read("status")?.Split('\n').FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal)) is { } line
            ? long.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024.0
            : null;

    private string? Read(string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (IOException)
        {
            // The process has ended; the callers say so.
            return null;
        }
    }
}
