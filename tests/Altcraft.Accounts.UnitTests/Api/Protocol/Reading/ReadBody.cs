using System.Buffers;
using System.Text;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Api.Binding;

namespace Altcraft.Accounts.UnitTests.Api.Binding;

/// <summary>A body that was read, from bytes to parameters and problems.</summary>
/// <typeparam name="T">The request's type.</typeparam>
internal sealed class ReadBody<T>
    where T : WireRequest, new()
{
    public T Request { get; } = new();

    public ApiContext Wire { get; } = new();

    public List<Error> Problems { get; } = [];

    /// <summary><c>field:code</c> of every problem.</summary>
    public IEnumerable<string> Summary => Problems.Select(problem => $"{problem.Field}:{problem.Code}");

    public static ReadBody<T> Json(string text) => Of(Encoding.UTF8.GetBytes(text), isXml: false);

    public static ReadBody<T> Xml(string text) => Of(Encoding.UTF8.GetBytes(text), isXml: true);

    public static ReadBody<T> Of(byte[] bytes, bool isXml)
    {
        var body = new ReadBody<T>();
        BodyReader.Read(new ReadOnlySequence<byte>(bytes), isXml, body.Request, body.Wire, body.Problems);
        return body;
    }
}
