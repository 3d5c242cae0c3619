using System.Globalization;
using Altcraft.Accounts.Api.Hosting;
using Altcraft.Accounts.Application.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.IntegrationTests.Docs;

/// <summary>The tables of settings in docs/operations.md and the README, compared with what the service reads, assumes and accepts.</summary>
[TestFixture]
internal sealed class SettingTableTests
{
    // Read by the framework, and named because operators need them. Of what else it reads its own documentation tells.
    private static readonly string[] Framework = ["urls", "Logging:LogLevel:Default", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    private static readonly IReadOnlyList<SettingRow> Table = SettingRow.Of("docs/operations.md", "Configure");

    private static IEnumerable<SettingRow> Numbers => Table.Where(row => row.Least is not null);

    [Test]
    public async Task Settings_WhenTheServiceRuns_AreTheDocumentedOnes()
    {
        var read = new ReadSettings();
        await using (var app = read.Build("--urls=http://127.0.0.1:0", "--ConnectionStrings:Accounts=" + await PostgresServer.NewDatabaseAsync()))
        {
            app.UseApi();
            await app.StartAsync();
            app.Services.GetRequiredService<AutoMapper.IMapper>();
            await app.StopAsync();
        }

        Assert.That(Table.Select(row => row.Key), Is.Unique);
        Assert.That(Table.Select(row => row.Key), Is.EquivalentTo(read.OwnKeys.Concat(Framework).Append("Logging:Json")));
        Assert.That(read.Keys, Is.SupersetOf(Framework).And.Contains("Logging:Json"), "A row that nothing reads.");
    }

    [Test]
    public void Names_WhenTheProgramJudgesThem_AreTheDocumentedOnes() => Assert.That(SettingNames.All, Is.EqualTo(Table.Select(row => row.Key)));

    [Test]
    public void Defaults_WhenNothingIsSet_AreTheDocumentedOnes()
    {
        var defaults = ReadSettings.Defaults();

        Assert.That(defaults, Has.Count.GreaterThan(20));
        Assert.That(Table.ToDictionary(row => row.Key, row => row.Default), Is.EquivalentTo(Table.ToDictionary(
            row => row.Key, row => Text(defaults.GetValueOrDefault(row.Key)))));
        Assert.That(defaults.Keys, Is.SubsetOf(Table.Select(row => row.Key)));
    }

    [TestCaseSource(nameof(Numbers))]
    public void Range_WhenASettingIsANumber_IsTheDocumentedOne(SettingRow row)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Start(row.Key, row.Least!.Value), Throws.Nothing);
            Assert.That(() => Start(row.Key, row.Most!.Value), Throws.Nothing);
            Assert.That(() => Start(row.Key, row.Least!.Value - 1), Throws.InstanceOf<OptionsValidationException>().Or.InstanceOf<StartupException>());
            Assert.That(() => Start(row.Key, row.Most!.Value + 1), Throws.InstanceOf<OptionsValidationException>().Or.InstanceOf<StartupException>());
        }
    }

    // A number without a range would be tested by nothing.
    [Test]
    public void Range_WhenTheDefaultIsANumber_IsThere() =>
        Assert.That(Table.Where(row => row.Least is null && int.TryParse(row.Default, out _)), Is.Empty);

    [Test]
    public void Readme_WhenItNamesASetting_SaysTheSame()
    {
        var readme = SettingRow.Of("README.md", "Configuration").Select(row => (row.Key, row.Default)).ToList();

        Assert.That(readme, Has.Count.InRange(5, 15));
        Assert.That(readme, Is.SubsetOf(Table.Select(row => (row.Key, row.Default))));
    }

    private static void Start(string key, int value)
    {
        using var app = new ReadSettings().Build(string.Create(CultureInfo.InvariantCulture, $"--{key}={value}"));
        app.Services.GetRequiredService<IStartupValidator>().Validate();
    }

    private static string Text(object? value) => value switch
    {
        null or "" => "none",
        bool choice => choice ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
