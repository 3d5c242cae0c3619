using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.FuzzTests.Trees;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.FuzzTests.Pure;

/// <summary>Whatever is written can be read, and is then what it was.</summary>
[TestFixture]
public sealed class WriterTests
{
    private const int Share = 10;

    private static readonly EnvelopeWriter Writer = new(Options.Create(new ApiOptions()), new PendingAnswers(), AnswerJsonContext.Default);

    [Test]
    public void Envelope_WithAnyTextInIt_IsReadAsItWas() => FuzzRun.CheckPure(Share, Arb.From(AnyUtf16), text =>
    {
        var envelope = new Envelope { Failure = Failure.IncorrectRequest, ErrorText = text, Errors = [new Error(text, "code", text)], RequestId = text };
        var json = Written(buffer => Writer.WriteJson(buffer, envelope));
        using var read = JsonDocument.Parse(json);
        BrokenPropertyException.Unless(read.RootElement.GetProperty("error_text").GetString() == Carried(text, isXml: false), json);

        var xml = Written(buffer => Writer.WriteXml(buffer, envelope));
        var root = XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        BrokenPropertyException.Unless(root.Element("error_text")!.Value == Carried(text, isXml: true), xml);
        BrokenPropertyException.Unless(root.Element("errors")!.Element("message")!.Value == Carried(text, isXml: true), xml);
    });

    [Test]
    public void Tree_WrittenAsElementsAndReadAgain_IsTheSame() => FuzzRun.CheckPure(
        Share,
        Arb.From(WildTrees.Object(Texts.Name, WildTrees.Any, 6), members => members.ShrinkMembers()),
        members =>
        {
            var json = JsonCoat.Write(Expressible.Of(members, null), 0);
            var xml = Written(buffer => new XmlElementWriter(buffer).WriteJson("xml", Encoding.UTF8.GetBytes(json)));
            XElement.Parse(xml);
            var back = Written(buffer => XmlToJson.Write(Encoding.UTF8.GetBytes(xml), buffer));
            var again = Written(buffer => new XmlElementWriter(buffer).WriteJson("xml", Encoding.UTF8.GetBytes(back)));
            BrokenPropertyException.Unless(again == xml, $"{xml}\n{again}");
        });

    // Lone surrogates, control characters and all: nothing a service quotes may break its answer.
    private static Gen<string> AnyUtf16 =>
        from units in Gen.Frequency((2, Gen.Choose(0, 0x2f)), (2, Gen.Choose(0xd7f0, 0xe00f)), (2, Gen.Choose(0xfff0, 0xffff)), (1, Gen.Choose(0, 0xffff))).ListOf().Resize(20)
        from text in Texts.Any
        select string.Concat(units.Select(unit => (char)unit)) + text;

    private static string Carried(string text, bool isXml)
    {
        var carried = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            carried.Append(isXml && rune.Value is (< ' ' and not ('\t' or '\n' or '\r')) or 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString());
        }

        return carried.ToString();
    }

    private static string Written(Action<ArrayBufferWriter<byte>> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        write(buffer);
        return new UTF8Encoding(false, true).GetString(buffer.WrittenSpan);
    }
}
