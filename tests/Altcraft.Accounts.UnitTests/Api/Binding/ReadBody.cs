using System.Buffers;
using System.Text;
using Altcraft.Accounts.Api.Binding;

namespace Altcraft.Accounts.UnitTests.Api.Binding;

/// <summary>A body that was read, from bytes to parameters and problems.</summary>
/// <typeparam name="T">The command's type.</typeparam>
internal sealed class ReadBody<T>
    where T : ParameterObject
{
    private readonly ProblemList _problems = new();

    private ReadBody(RequestBody body)
    {
        Body = body;
        Command = body.Unreadable is null ? (T)CommandReader.Read(body, typeof(T), _problems) : null;
    }

    public RequestBody Body { get; }

    public T? Command { get; }

    public IReadOnlyList<Error> Problems => _problems.Items;

    /// <summary><c>field:code</c> of every problem.</summary>
    public IEnumerable<string> Summary => Problems.Select(problem => $"{problem.Field}:{problem.Code}");

    public static ReadBody<T> Json(string text) => Of(Encoding.UTF8.GetBytes(text), isXml: false);

    public static ReadBody<T> Xml(string text) => Of(Encoding.UTF8.GetBytes(text), isXml: true);

    public static ReadBody<T> Of(byte[] bytes, bool isXml) => new(RequestBody.Read(new ReadOnlySequence<byte>(bytes), isXml));
}
