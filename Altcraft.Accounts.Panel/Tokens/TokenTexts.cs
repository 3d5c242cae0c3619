namespace Altcraft.Accounts.Panel.Tokens;

/// <summary>The texts of the tokens, those of a scope under its name: TokenTexts.resx, TokenTexts.ru.resx.</summary>
public sealed class TokenTexts;
