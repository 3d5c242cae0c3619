namespace Altcraft.Accounts.Panel.Components;

/// <summary>The texts that screens share: ComponentTexts.resx, ComponentTexts.ru.resx.</summary>
public sealed class ComponentTexts;
