namespace Altcraft.Accounts.Panel.Audit;

/// <summary>The texts of the journal, verbs of its actions by their wire names: AuditTexts.resx, AuditTexts.ru.resx.</summary>
public sealed class AuditTexts;
