using System.Globalization;
using System.Resources;
using Altcraft.Accounts.Domain.Directories;
using Altcraft.Accounts.Panel.Components;
using Altcraft.Accounts.Panel.Directories;

namespace Altcraft.Accounts.PanelTests.Directories;

/// <summary>The descriptions of the areas, compared with what the service has.</summary>
internal sealed class DirectoryAreaTests
{
    private static readonly ResourceManager Texts = new(typeof(DirectoryTexts));
    private static readonly ResourceManager FieldNames = new(typeof(FieldTexts));

    [Test]
    public void All_WhenComparedWithTheDomain_AreEveryKindWithEveryField()
    {
        var described = DirectoryAreas.All.Select(area => $"{area.ObjectType}: {string.Join(", ", area.Fields.Select(field => field.Name))}");
        var kinds = DirectoryKind.All.Select(kind =>
            $"{kind.ObjectType}: {string.Join(", ", ((DirectoryItem)Activator.CreateInstance(kind.Item)!).Fields().Select(field => field.Key))}");

        Assert.That(described, Is.EquivalentTo(kinds));
    }

    [TestCaseSource(typeof(DirectoryAreas), nameof(DirectoryAreas.All))]
    public void Texts_WhenAreaIsShown_AreThere(DirectoryArea area)
    {
        var names = new[] { "Title", "About", "New", "One" }.Select(kind => $"{kind}.{area.Address}").Concat(area.Fields.Select(field => "Hint." + field.Name));

        Assert.That(names.Where(name => Texts.GetString(name, CultureInfo.InvariantCulture) is null), Is.Empty);
        Assert.That(area.Fields.Where(field => FieldNames.GetString(field.Name, CultureInfo.InvariantCulture) is null), Is.Empty);
    }

    [TestCase(FieldControl.Number, "", true)]
    [TestCase(FieldControl.Number, "-5", true)]
    [TestCase(FieldControl.Number, "5.5", false)]
    [TestCase(FieldControl.Number, "99999999999999999999", false)]
    [TestCase(FieldControl.Text, "many", true)]
    public void CanSend_WhenControlIsNumber_AsksForOne(FieldControl control, string text, bool expected) =>
        Assert.That(new DirectoryField("x", control).CanSend(text), Is.EqualTo(expected));
}
