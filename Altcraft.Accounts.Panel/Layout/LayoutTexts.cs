namespace Altcraft.Accounts.Panel.Layout;

/// <summary>The texts of the frame and of the sign-in page: LayoutTexts.resx, LayoutTexts.ru.resx.</summary>
public sealed class LayoutTexts;
