using System.Text;
using Altcraft.Accounts.Panel.Accounts;

namespace Altcraft.Accounts.PanelTests.Components;

/// <summary>Files that a spreadsheet opens.</summary>
internal sealed class CsvTests
{
    [TestCase("", "")]
    [TestCase("plain", "plain")]
    [TestCase("Straße 🙂", "Straße 🙂")]
    [TestCase("a,b", "\"a,b\"")]
    [TestCase("a;b", "a;b")]
    [TestCase("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [TestCase("two\nlines", "\"two\nlines\"")]
    [TestCase("two\r\nlines", "\"two\r\nlines\"")]
    [TestCase(" spaces ", " spaces ")]
    [TestCase("a;=1+1", "a;'=1+1")]
    [TestCase("a;\"=1+1", "\"a;\"\"'=1+1\"")]
    [TestCase("a; b;-c", "a; b;'-c")]
    [TestCase("\n=1", "\"'\n=1\"")]
    [TestCase("\uFF1D1+1", "'\uFF1D1+1")]
    [TestCase("=1+1", "'=1+1")]
    [TestCase("+7 495", "'+7 495")]
    [TestCase("-1", "'-1")]
    [TestCase("@sum(a1)", "'@sum(a1)")]
    [TestCase("\t=1", "'\t=1")]
    [TestCase("\r=1", "\"'\r=1\"")]
    [TestCase("=a,\"b\"", "\"'=a,\"\"b\"\"\"")]
    [TestCase("1=1", "1=1")]
    [TestCase("'=1", "'=1")]
    [TestCase("ID", "\"ID\"")]
    public void AppendRecord_OfACell_WritesItAsText(string cell, string written)
    {
        var target = new StringBuilder();

        Csv.AppendRecord(target, [cell, "x", cell]);

        Assert.That(target.ToString(), Is.EqualTo($"{written},x,{written}\r\n"));
    }

    [Test]
    public void Start_InUtf8_IsTheByteOrderMark() =>
        Assert.That(Encoding.UTF8.GetBytes(Csv.Start), Is.EqualTo(new byte[] { 0xEF, 0xBB, 0xBF }));
}
