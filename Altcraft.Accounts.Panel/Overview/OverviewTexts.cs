namespace Altcraft.Accounts.Panel.Overview;

/// <summary>The texts of the overview: OverviewTexts.resx, OverviewTexts.ru.resx.</summary>
public sealed class OverviewTexts;
