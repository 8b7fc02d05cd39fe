using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using UpperBack.Kernel.Http;
using UpperBack.Kernel.Problems;

namespace UpperBack.Infrastructure.Limits;

/// <summary>How often anybody may ask, in one place: every request counts for its member, or for its address when
/// nobody is signed in; what costs more counts once more under a name of <see cref="LimitNames"/>. A limit of something
/// else is added here.</summary>
public static class LimitsSetup
{
    private const string Media = "/media";

    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(1);

    /// <summary>Registers the limits.</summary>
    public static IServiceCollection AddLimits(this IServiceCollection services) =>
        services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Everything);
            limiter.AddPolicy(LimitNames.SignIn, context =>
                ByAddress(context, OptionsOf(context).SignInsPerMinute, TimeSpan.FromMinutes(1), atOnce: 2)
            );
            limiter.AddPolicy(LimitNames.SignUp, context =>
                ByAddress(context, OptionsOf(context).SignUpsPerHour, TimeSpan.FromHours(1), atOnce: 1)
            );
            limiter.AddPolicy(LimitNames.Refresh, context =>
                ByAddress(context, OptionsOf(context).RefreshesPerMinute, TimeSpan.FromMinutes(1), atOnce: 2)
            );
            limiter.AddPolicy(LimitNames.Costly, context =>
                Limit(CallerOf(context), OptionsOf(context).CostlyPerMinute, TimeSpan.FromMinutes(1), atOnce: 2)
            );
            limiter.OnRejected = async (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : DefaultWait;
                await TooFast
                    .Refuse(rejected.HttpContext.Response, ReasonFor(rejected.HttpContext), wait)
                    .ExecuteAsync(rejected.HttpContext);
            };
        });

    /// <summary>Refuses what comes too often; after it is known who asks.</summary>
    public static IApplicationBuilder UseLimits(this IApplicationBuilder app) => app.UseRateLimiter();

    private static RateLimitPartition<string> Everything(HttpContext context)
    {
        var limits = OptionsOf(context);
        if (MemberOf(context) is not { } member)
            return ByAddress(context, limits.AnonymousPerSecond, TimeSpan.FromSeconds(1), atOnce: 10);

        return context.Request.Path.StartsWithSegments(Media)
            ? Limit($"media {member}", limits.MediaPerSecond, TimeSpan.FromSeconds(1), atOnce: 10)
            : Limit(member, limits.MemberPerSecond, TimeSpan.FromSeconds(1), atOnce: 10);
    }

    private static RateLimitPartition<string> ByAddress(HttpContext context, int limit, TimeSpan per, int atOnce) =>
        Limit(ClientAddress.GroupOf(context.Connection.RemoteIpAddress), limit, per, atOnce);

    private static RateLimitPartition<string> Limit(string who, int limit, TimeSpan per, int atOnce) =>
        limit == 0
            ? RateLimitPartition.GetNoLimiter(who)
            : RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = limit * atOnce,
                TokensPerPeriod = per <= TimeSpan.FromSeconds(1) ? limit : 1,
                ReplenishmentPeriod = per <= TimeSpan.FromSeconds(1) ? per : per / limit,
                QueueLimit = 0,
            });

    private static string CallerOf(HttpContext context) =>
        MemberOf(context) ?? ClientAddress.GroupOf(context.Connection.RemoteIpAddress);

    private static string? MemberOf(HttpContext context) => context.User.FindFirstValue(ClaimTypes.NameIdentifier);

    private static LimitsOptions OptionsOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<LimitsOptions>>().Value;

    private static string ReasonFor(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName switch
        {
            LimitNames.SignIn => "There were many sign-ins from where you are.",
            LimitNames.SignUp => "Many accounts were made from where you are.",
            _ => "That was a little fast.",
        };
}
