namespace Altcraft.Accounts.Panel.Audit;

/// <summary>The texts of the journal's screen: JournalTexts.resx, JournalTexts.ru.resx.</summary>
public sealed class JournalTexts;
