using Microsoft.Extensions.Localization;

namespace Altcraft.Accounts.Panel.Audit;

/// <summary>Words for the types of objects and the actions of the journal. What has none, because it is newer, is shown as it is.</summary>
internal static class ActionNames
{
    /// <summary>The word for a type: <c>account</c>.</summary>
    public static string TypeOf(this IStringLocalizer<JournalTexts> texts, string objectType) =>
        texts["Type." + objectType] is { ResourceNotFound: false } text ? text : objectType;

    /// <summary>The words for an action: <c>account.create</c>.</summary>
    public static string NameOf(this IStringLocalizer<JournalTexts> texts, IStringLocalizer<AuditTexts> verbs, string action) =>
        action.Split('.') is [var type, var verb] && verbs[verb] is { ResourceNotFound: false } text ? $"{texts.TypeOf(type)}: {text}" : action;
}
