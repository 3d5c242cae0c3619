using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>
/// The private PostgreSQL cannot be used. The message is written for the person who started the service:
/// what is wrong and what to do, without a stack trace beside it.
/// </summary>
internal sealed class EmbeddedPostgresException(string message, Exception? cause = null) : StartupException(message, cause);
