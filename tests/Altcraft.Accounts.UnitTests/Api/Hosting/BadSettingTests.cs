using Altcraft.Accounts.Api.Hosting;
using Microsoft.Extensions.Configuration;

namespace Altcraft.Accounts.UnitTests.Api.Hosting;

internal sealed class BadSettingTests
{
    private readonly string _file = Path.GetTempFileName();

    [TearDown]
    public void RemoveFile() => File.Delete(_file);

    [Test]
    public async Task Sentence_WhenAFileOfSettingsIsNotJson_SaysWhereAndNotWhat()
    {
        await File.WriteAllTextAsync(_file, "{\n  \"Database\": { \"Password\": s3cret }\n}");

        Assert.That(Read(), Does.Contain(_file).And.EndsWith("It stops being valid JSON at line 2, byte 29.").And.Not.Contain("s3cret"));
    }

    [Test]
    public async Task Sentence_WhenAFileOfSettingsHasOneTwice_NamesIt()
    {
        await File.WriteAllTextAsync(_file, "{ \"urls\": \"a\", \"urls\": \"b\" }");

        Assert.That(Read(), Does.Contain(_file).And.Contain("urls"));
    }

    [Test]
    public void Sentence_WhenAValueIsOfAnotherKind_NamesTheSettingAndWhereItsRangeIs()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Limits:DeadlineSeconds", "abc")]).Build();
        var exception = Assert.Catch(() => configuration.GetValue<int>("Limits:DeadlineSeconds"))!;

        Assert.That(
            BadSetting.Sentence(exception),
            Does.Contain("'abc'").And.Contain("'Limits:DeadlineSeconds'").And.EndsWith("Which values it takes: docs/operations.md, \"Configure\"."));
    }

    [Test]
    public void Sentence_WhenItIsAboutNoSetting_IsNone() => Assert.That(BadSetting.Sentence(new InvalidOperationException("Anything.")), Is.Null);

    private string? Read()
    {
        try
        {
            new ConfigurationBuilder().AddJsonFile(_file).Build();
            return null;
        }
        catch (InvalidDataException exception)
        {
            return BadSetting.Sentence(exception);
        }
    }
}
