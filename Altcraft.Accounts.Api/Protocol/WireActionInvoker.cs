using System.Linq.Expressions;
using Altcraft.Accounts.Api.Protocol.Reading;
using Altcraft.Accounts.Api.Protocol.Writing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>
/// Calls the actions: every one takes the request that was read of the body and returns an envelope, so nothing of MVC's model binding,
/// filters and results is left to do. They were a tenth of what a save costs the service (docs/performance.md, decision 0016).
/// </summary>
internal sealed class WireActionInvoker(IControllerFactoryProvider controllers, EnvelopeWriter writer) : IActionInvokerFactory
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<ActionDescriptor, WireAction> _actions = new();

    public IActionInvoker CreateInvoker(ActionContext actionContext) =>
        new Invocation(actionContext, _actions.GetOrAdd(actionContext.ActionDescriptor, Prepare), writer);

    private WireAction Prepare(ActionDescriptor descriptor)
    {
        var action = (ControllerActionDescriptor)descriptor;
        var requestType = action.MethodInfo.GetParameters()[0].ParameterType;
        var controller = Expression.Parameter(typeof(object));
        var request = Expression.Parameter(typeof(WireRequest));
        var cancellationToken = Expression.Parameter(typeof(CancellationToken));
        var call = Expression.Call(
            Expression.Convert(controller, action.ControllerTypeInfo), action.MethodInfo, Expression.Convert(request, requestType), cancellationToken);
        return new WireAction(
            controllers.CreateControllerFactory(action),
            requestType,
            Expression.Lambda<Func<object, WireRequest, CancellationToken, Task<Envelope>>>(call, controller, request, cancellationToken).Compile());
    }

    private sealed record WireAction(
        Func<ControllerContext, object> CreateController, Type Request, Func<object, WireRequest, CancellationToken, Task<Envelope>> Call);

    private sealed class Invocation(ActionContext context, WireAction action, EnvelopeWriter writer) : IActionInvoker
    {
        public async Task InvokeAsync()
        {
            var http = context.HttpContext;
            var request = await WireBody.ReadAsync(http, action.Request);
            var controller = action.CreateController(new ControllerContext(context));
            await writer.WriteAsync(http, await action.Call(controller, request, http.RequestAborted));
        }
    }
}
