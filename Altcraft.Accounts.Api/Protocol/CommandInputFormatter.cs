using Altcraft.Accounts.Api.Binding;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.Extensions.Primitives;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>
/// Binds a command from the body that authentication has read (contract, section 4), and checks the URL and the header
/// <c>Idempotency-Key</c>. Problems are collected in the <see cref="RequestContext"/>, and the validation step reports them.
/// </summary>
internal sealed class CommandInputFormatter : IInputFormatter, IInputFormatterExceptionPolicy
{
    /// <summary><see cref="ProtocolMiddleware"/> answers exceptions; MVC's model state does not collect them.</summary>
    public InputFormatterExceptionPolicy ExceptionPolicy => InputFormatterExceptionPolicy.MalformedInputExceptions;

    public bool CanRead(InputFormatterContext context) => context.ModelType.IsSubclassOf(typeof(ParameterObject));

    public Task<InputFormatterResult> ReadAsync(InputFormatterContext context)
    {
        var http = context.HttpContext;
        var api = ApiContext.Of(http);
        var body = api.Body ?? throw new InvalidOperationException("The body has not been read: the action has neither [Scope] nor [AnyToken].");
        if (body.Unreadable is { } unreadable)
        {
            throw new AccountsException(Failure.IncorrectRequest, unreadable);
        }

        var request = http.RequestServices.GetRequiredService<RequestContext>();
        api.Parameters = ParameterTable.Of(context.ModelType);
        var command = CommandReader.Read(body, context.ModelType, request.Problems);
        CheckUrl(http.Request.Query, request.Problems);
        request.IdempotencyKey = IdempotencyHeader.Read(http.Request, request.Caller!, command, request.Problems);
        return InputFormatterResult.SuccessAsync(command);
    }

    // The format is the only parameter allowed in the URL: a token would end up in the logs of every proxy.
    private static void CheckUrl(IQueryCollection query, ProblemList problems)
    {
        foreach (var (name, values) in query)
        {
            if (problems.IsFull)
            {
                return;
            }

            if (name == "token")
            {
                problems.Add(new Error(
                    "token", ErrorCodes.Unknown, "a token in the URL is never accepted, and others may have seen it there: revoke it."));
            }
            else if (name != "format")
            {
                problems.Add(new Error(
                    name,
                    ErrorCodes.Unknown,
                    $"unknown parameter {Quoted.Of(name)} in the URL: send parameters in the body; only format may be in the URL."));
            }
            else
            {
                CheckFormat(values, problems);
            }
        }
    }

    private static void CheckFormat(StringValues values, ProblemList problems)
    {
        if (values.Count > 1)
        {
            problems.Add(new Error("format", ErrorCodes.Repeated, "format is given more than once: send it once."));
        }
        else if (WireFormat.Named(values.ToString()) is null)
        {
            problems.Add(new Error("format", ErrorCodes.BadValue, $"format must be json or xml; it is {Quoted.Of(values.ToString())}."));
        }
    }
}
