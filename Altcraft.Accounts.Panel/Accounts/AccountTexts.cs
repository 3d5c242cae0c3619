namespace Altcraft.Accounts.Panel.Accounts;

/// <summary>The texts of the screen of one account: AccountTexts.resx, AccountTexts.ru.resx.</summary>
public sealed class AccountTexts;
