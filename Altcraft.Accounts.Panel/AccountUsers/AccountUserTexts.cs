namespace Altcraft.Accounts.Panel.AccountUsers;

/// <summary>The texts of the screens of an account's users: AccountUserTexts.resx, AccountUserTexts.ru.resx.</summary>
public sealed class AccountUserTexts;
