using System.Diagnostics;
using System.Globalization;
using Microsoft.FSharp.Core;

namespace Altcraft.Accounts.FuzzTests;

/// <summary>
/// Runs a property over as many cases as were asked for, and tells what it did. <c>FUZZ_CASES</c> is the number over all properties of
/// the wire, <c>FUZZ_SEED</c> two numbers with a comma that make a run repeatable, <c>FUZZ_REPORT</c> a file that gets a line for each property.
/// </summary>
internal static class FuzzRun
{
    /// <summary>How many requests may be under way at once where their order does not matter.</summary>
    private const int MostAtOnce = 12;

    private const int DefaultCases = 3000;

    // Larger cases take longer to send and to shrink and have found nothing that smaller ones did not.
    private const int LargestSize = 60;

    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_CASES"), CultureInfo.InvariantCulture, out var cases)
        ? cases : DefaultCases;

    private static readonly Rnd Seed = ReadSeed();

    /// <summary>Checks a property; a case that breaks it is shrunk and shown.</summary>
    /// <typeparam name="T">What a case is made of.</typeparam>
    /// <param name="share">The part of all cases that are this property's, in percent.</param>
    /// <param name="cases">Makes and shrinks cases.</param>
    /// <param name="property">Throws when the property does not hold.</param>
    /// <param name="isOrdered">Whether one case must end before the next begins.</param>
    public static void Check<T>(int share, Arbitrary<T> cases, Func<T, Task> property, bool isOrdered = false)
    {
        using var places = new SemaphoreSlim(isOrdered ? 1 : MostAtOnce);
        var count = 0;
        Run(share, Prop.ForAll(cases, (Func<T, Task>)OneAsync), () => count, isOrdered);

        async Task OneAsync(T one)
        {
            await places.WaitAsync();
            try
            {
                Interlocked.Increment(ref count);
                await property(one);
            }
            finally
            {
                places.Release();
            }
        }
    }

    /// <summary>Checks a property that needs no service.</summary>
    /// <typeparam name="T">What a case is made of.</typeparam>
    /// <param name="share">As many cases as a property of the wire with this share has.</param>
    /// <param name="cases">Makes and shrinks cases.</param>
    /// <param name="property">Throws when the property does not hold.</param>
    public static void CheckPure<T>(int share, Arbitrary<T> cases, Action<T> property)
    {
        var count = 0;
        Run(share, Prop.ForAll(cases, one =>
        {
            count++;
            property(one);
        }), () => count, isOrdered: true);
    }

    private static void Run(int share, Property property, Func<int> count, bool isOrdered)
    {
        var result = new Outcome();
        var config = Config.Default
            .WithName(TestContext.CurrentContext.Test.Name)
            .WithMaxTest(Math.Max(1, Cases * share / 100))
            .WithEndSize(LargestSize)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(Seed, FSharpOption<int>.None)))
            .WithRunner(result);
        if (!isOrdered)
        {
            config = config.WithParallelRunConfig(FSharpOption<ParallelRunConfig>.Some(new ParallelRunConfig(MostAtOnce)));
        }

        var started = Stopwatch.GetTimestamp();
        FsCheck.Check.One(config, property);

        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{(result.Failure is null ? "ok  " : "FAIL")} {count(),8} cases {Stopwatch.GetElapsedTime(started).TotalSeconds,7:F1} s  seed {Seed.Seed},{Seed.Gamma}  {config.Name}");
        TestContext.Out.WriteLine(line);
        if (Environment.GetEnvironmentVariable("FUZZ_REPORT") is { Length: > 0 } report)
        {
            File.AppendAllText(report, line + "\n" + (result.Failure is null ? string.Empty : result.Failure + "\n"));
        }

        Assert.That(result.Failure, Is.Null, line);
    }

    private static Rnd ReadSeed()
    {
        if (Environment.GetEnvironmentVariable("FUZZ_SEED") is { Length: > 0 } given)
        {
            var parts = given.Split(',');
            return new Rnd(ulong.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length > 1 ? ulong.Parse(parts[1], CultureInfo.InvariantCulture) : 1);
        }

        // The same cases each time, so that a change is what breaks them; scripts/fuzz tries others.
        return new Rnd(20261123, 3);
    }

    private sealed class Outcome : IRunner
    {
        public string? Failure { get; private set; }

        public void OnStartFixture(Type t)
        {
        }

        public void OnArguments(
            int ntest, Microsoft.FSharp.Collections.FSharpList<object> args, FSharpFunc<int, FSharpFunc<Microsoft.FSharp.Collections.FSharpList<object>, string>> every)
        {
        }

        public void OnShrink(
            Microsoft.FSharp.Collections.FSharpList<object> args, FSharpFunc<Microsoft.FSharp.Collections.FSharpList<object>, string> everyShrink)
        {
        }

        public void OnFinished(string name, TestResult testResult) =>
            Failure = testResult.IsPassed ? null : Runner.onFinishedToString(name, testResult).Split("\n ---> ")[0];
    }
}
