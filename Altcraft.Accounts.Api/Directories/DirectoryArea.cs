using System.Reflection;
using Altcraft.Accounts.Domain.Directories;
using AutoMapper;

namespace Altcraft.Accounts.Api.Directories;

/// <summary>A directory area, as its controller declares it.</summary>
internal sealed record DirectoryArea(DirectoryKind Kind, Type Answer)
{
    /// <summary>The area of a controller; <see langword="null"/> when it is not a <see cref="DirectoryController{TSave,TItem,TAnswer}"/>.</summary>
    public static DirectoryArea? Of(Type controller) =>
        controller.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(DirectoryController<,,>)
            ? new(DirectoryKind.Of(parent.GetGenericArguments()[1]), parent.GetGenericArguments()[2])
            : null;

    /// <summary>Replaces "directory item" in a sentence by the name of this kind.</summary>
    public string Say(string sentence)
    {
        var noun = Kind.Noun;
        var article = "aeiou".Contains(noun[0], StringComparison.Ordinal) ? "an" : "a";
        var plural = noun.EndsWith('y') ? noun[..^1] + "ies" : noun + "s";
        return sentence
            .Replace("directory items", plural, StringComparison.Ordinal)
            .Replace("a directory item", $"{article} {noun}", StringComparison.Ordinal);
    }
}

/// <summary>Maps each kind of directory item to its answer.</summary>
internal sealed class DirectoryProfile : Profile
{
    public DirectoryProfile()
    {
        foreach (var area in Assembly.GetExecutingAssembly().GetTypes().Select(DirectoryArea.Of).OfType<DirectoryArea>())
        {
            CreateMap(area.Kind.Item, area.Answer);
        }
    }
}
