using System.Globalization;

namespace LoadGenerator;

/// <summary>What was typed after the command: <c>--key value</c> pairs and plain words.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = [];

    /// <summary>The plain words, in order.</summary>
    public List<string> Words { get; } = [];

    /// <summary>Every <c>--label k=v</c>, in order.</summary>
    public List<KeyValuePair<string, string>> Labels { get; } = [];

    public static Arguments Parse(ReadOnlySpan<string> args)
    {
        var result = new Arguments();
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                result.Words.Add(args[i]);
                continue;
            }

            var key = args[i][2..];
            if (++i == args.Length)
                throw new UsageException($"--{key} needs a value");
            if (key == "label")
            {
                var pair = args[i].Split('=', 2);
                result.Labels.Add(new(pair[0], pair.Length == 2 ? pair[1] : ""));
            }
            else
            {
                result._values[key] = args[i];
            }
        }

        return result;
    }

    public string? Text(string key) => _values.GetValueOrDefault(key);

    public string Required(string key) => Text(key) ?? throw new UsageException($"--{key} is missing");

    public double Number(string key, double? byDefault = null) =>
        Text(key) is not { } text ? byDefault ?? throw new UsageException($"--{key} is missing")
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= 0 ? value
        : throw new UsageException($"--{key} is not a number: {text}");

    public int Whole(string key, int? byDefault = null) => checked((int)Number(key, byDefault));
}

internal sealed class UsageException(string message) : Exception(message);
