using Altcraft.Accounts.Api.Binding;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>Converts a failure to its answer (contract, section 2).</summary>
internal static class FailureEnvelope
{
    public static Envelope Of(Failure failure, IReadOnlyList<Error> errors, ParameterTable? parameters, string requestId)
    {
        var ordered = parameters is null ? errors : parameters.InOrder(errors);
        return new Envelope
        {
            Failure = failure,
            ErrorText = Text(failure, ordered),

            // The name of an unknown parameter is arbitrary input.
            Errors =
            [
                .. ordered.Where(error => error.Field is not null).Select(error => error with { Field = Quoted.Shown(error.Field!) }),
            ],
            RequestId = requestId,
        };
    }

    private static string Text(Failure failure, IReadOnlyList<Error> errors)
    {
        if (failure == Failure.Unavailable && errors.Count > 0)
        {
            return errors[0].Message;
        }

        var title = Title(failure);
        return errors.Count switch
        {
            0 => title,
            1 => $"{title.TrimEnd('.')}: {errors[0].Message}",
            _ => $"{title.TrimEnd('.')}: {errors[0].Message} ({errors.Count} problems in all: see errors)",
        };
    }

    // The first three texts are from the public reference.
    private static string Title(Failure failure) => failure switch
    {
        Failure.IncorrectRequest => "Incorrect request",
        Failure.TokenRequired => "API token required",
        Failure.LimitReached => "Tariff limit reached",
        Failure.Forbidden => "Not allowed",
        Failure.NotFound => "Not found",
        Failure.MethodNotAllowed => "Only POST is allowed here.",
        Failure.RequestTimeout => "The request took too long to arrive.",
        Failure.Conflict => "Conflict",
        Failure.TooLarge => "The body is too large: at most 64 KiB are accepted.",
        Failure.UriTooLong => "The address is too long: the request line may have at most 8 KiB.",
        Failure.HeadersTooLarge => "The headers are too large: at most 100, with 32 KiB in all, are accepted.",
        Failure.UnsupportedMediaType => "Unsupported media type",
        Failure.KeyReused => "Idempotency-Key reused",
        Failure.TooManyRequests => "Too many requests, try again later.",
        Failure.Unavailable => "The service is not available right now: nothing was changed, try again in a moment.",
        Failure.Internal => "Internal error: you cannot fix this; give the request_id to the operator of this service.",
        _ => throw new ArgumentOutOfRangeException(nameof(failure)),
    };
}
