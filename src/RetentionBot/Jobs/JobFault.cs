using System.Globalization;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Jobs;

/// <summary>
/// Why a job failed, as far as it may be told: of what sort, and the error's number or name. Never its message, which may quote addresses, data or a secret; that
/// is for the log.
/// </summary>
internal readonly record struct JobFault(string Sort, string Detail)
{
    public static JobFault Of(Exception e) => e switch
    {
        _ when e.RefusalCode() is { } code => new JobFault("database", code.ToString(CultureInfo.InvariantCulture)),
        DbUpdateException => new JobFault("overtaken", e.GetType().Name),
        HttpRequestException { StatusCode: { } status } => new JobFault("network", ((int)status).ToString(CultureInfo.InvariantCulture)),
        HttpRequestException or SocketException => new JobFault("network", e.GetType().Name),
        TimeoutException or OperationCanceledException => new JobFault("slow", e.GetType().Name),
        IOException or UnauthorizedAccessException => new JobFault("file", e.GetType().Name),
        _ => new JobFault("unexpected", e.GetType().Name),
    };

    /// <param name="kept">What <see cref="ToString"/> gave.</param>
    public static JobFault Parse(string kept) => kept.Split(' ', 2) is [var sort, var detail] ? new JobFault(sort, detail) : new JobFault("unexpected", kept);

    /// <summary>A sentence about it.</summary>
    public string Say(Texts texts) => texts.Say($"jobs.error.{Sort}", ("detail", Detail));

    /// <summary>As it is kept in <c>job_states</c>.</summary>
    public override string ToString() => $"{Sort} {Detail}";
}
