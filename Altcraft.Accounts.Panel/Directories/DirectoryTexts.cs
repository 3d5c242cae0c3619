namespace Altcraft.Accounts.Panel.Directories;

/// <summary>The texts of the directories: DirectoryTexts.resx, DirectoryTexts.ru.resx.</summary>
public sealed class DirectoryTexts;
