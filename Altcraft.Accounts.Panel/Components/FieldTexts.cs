namespace Altcraft.Accounts.Panel.Components;

/// <summary>What the parameters of the service are called in forms and in the journal, by their wire names: FieldTexts.resx, FieldTexts.ru.resx.</summary>
public sealed class FieldTexts;
