namespace Altcraft.Accounts.Panel.Accounts;

/// <summary>The texts of the table of accounts: AccountTableTexts.resx, AccountTableTexts.ru.resx.</summary>
public sealed class AccountTableTexts;
