using System.Buffers.Binary;
using System.Text;

namespace Altcraft.Accounts.IntegrationTests.Telemetry;

/// <summary>A span as the collector got it: the fields of OTLP's <c>Span</c> the tests look at.</summary>
internal sealed record ExportedSpan(
    string TraceId, string SpanId, string ParentId, string Name, IReadOnlyDictionary<string, string> Tags, int Events, IReadOnlyList<(string TraceId, string SpanId)> Links)
{
    /// <summary>The spans of an <c>ExportTraceServiceRequest</c>.</summary>
    public static IEnumerable<ExportedSpan> OfRequest(ReadOnlyMemory<byte> request) => Messages(request, 1)
        .SelectMany(resource => Messages(resource, 2))
        .SelectMany(scope => Messages(scope, 2))
        .Select(Of);

    private static ExportedSpan Of(ReadOnlyMemory<byte> span) => new(
        Id(span, 1),
        Id(span, 2),
        Id(span, 4),
        Text(span, 5),
        Messages(span, 9).ToDictionary(tag => Text(tag, 1), tag => Value(Messages(tag, 2).Single())),
        Messages(span, 11).Count(),
        [.. Messages(span, 13).Select(link => (Id(link, 1), Id(link, 2)))]);

    // AnyValue: a string (1) or an integer (3); others are not looked at.
    private static string Value(ReadOnlyMemory<byte> value) => Fields(value).Select(field => field.Number switch
    {
        1 => Encoding.UTF8.GetString(field.Bytes.Span),
        _ => field.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
    }).FirstOrDefault(string.Empty);

    private static string Text(ReadOnlyMemory<byte> message, int number) =>
        Messages(message, number).Select(bytes => Encoding.UTF8.GetString(bytes.Span)).FirstOrDefault(string.Empty);

    private static string Id(ReadOnlyMemory<byte> message, int number) =>
        Messages(message, number).Select(bytes => Convert.ToHexStringLower(bytes.Span)).FirstOrDefault(string.Empty);

    private static IEnumerable<ReadOnlyMemory<byte>> Messages(ReadOnlyMemory<byte> message, int number) =>
        Fields(message).Where(field => field.Number == number).Select(field => field.Bytes);

    private static List<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> Fields(ReadOnlyMemory<byte> message)
    {
        var fields = new List<(int, ulong, ReadOnlyMemory<byte>)>();
        while (!message.IsEmpty)
        {
            var (key, value, bytes) = (Varint(ref message), 0UL, ReadOnlyMemory<byte>.Empty);
            switch (key & 7)
            {
                case 0:
                    value = Varint(ref message);
                    break;
                case 1:
                    value = BinaryPrimitives.ReadUInt64LittleEndian(message.Span);
                    message = message[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref message);
                    (bytes, message) = (message[..length], message[length..]);
                    break;
                case 5:
                    value = BinaryPrimitives.ReadUInt32LittleEndian(message.Span);
                    message = message[4..];
                    break;
                default:
                    throw new InvalidDataException($"Wire type {key & 7} is not protobuf.");
            }

            fields.Add(((int)(key >> 3), value, bytes));
        }

        return fields;
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> message)
    {
        for (var (value, shift) = (0UL, 0); ; shift += 7)
        {
            var next = message.Span[0];
            message = message[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
