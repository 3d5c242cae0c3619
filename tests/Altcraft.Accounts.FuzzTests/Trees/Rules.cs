using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Application;
using Altcraft.Accounts.Application.Common;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace Altcraft.Accounts.FuzzTests.Trees;

/// <summary>What the validators say of parameters, so that most of what is generated is valid.</summary>
internal static class Rules
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddSingleton(TimeProvider.System).AddApplication().BuildServiceProvider();

    public static ParameterSchema Of(ParameterTable table, ParameterEntry entry) => ParameterSchema.Of(
        Services.GetServices(typeof(IValidator<>).MakeGenericType(table.CommandType)).Cast<IValidator>(), entry.Name);
}
