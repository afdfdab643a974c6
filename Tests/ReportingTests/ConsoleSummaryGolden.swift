/// What the summaries of ``SampleResult`` look like, word for word.
enum ConsoleSummaryGolden {
    /// The open model, all well.
    static let open = """

          quickstart   completed   VALID
          open model, messages by schedule · 10.0 s measured after 2.0 s of warm-up · seed 42
          Example CPU 3.0 GHz · 2 cores, 1 worker · Linux 6.8.0 x86_64

          latency                p50      p90      p95      p99    p99.9   p99.99      max     mean    count
          from due time       118 µs   404 µs   707 µs  2.04 ms  3.68 ms  4.00 ms  4.04 ms   225 µs   10,000
          from actual write   117 µs   402 µs   705 µs  2.04 ms  3.68 ms  4.00 ms  4.04 ms   223 µs   10,000

          connecting          270 µs   390 µs   405 µs   417 µs   420 µs   420 µs   420 µs   270 µs    1,000
            tcp              90.0 µs   130 µs   135 µs   139 µs   140 µs   140 µs   140 µs  90.1 µs    1,000
            upgrade           180 µs   260 µs   270 µs   278 µs   280 µs   280 µs   280 µs   180 µs    1,000
          closing            95.0 µs  99.0 µs  99.5 µs  99.9 µs   100 µs   100 µs   100 µs  95.0 µs    1,000
          whole session       11.5 s   11.9 s   12.0 s   12.0 s   12.0 s   12.0 s   12.0 s   11.5 s    1,000

          send lag           1.60 µs  2.88 µs  3.07 µs  3.14 µs  3.14 µs  3.14 µs  3.14 µs  1.57 µs   10,000

          throughput         1,000 msg/s sent   1,000 msg/s received   137 KiB/s out   129 KiB/s in
          messages           10,002 planned   10,002 sent   10,000 answered
          message faults     2 lost   0 late   0 unexpected   0 corrupt   0 planned but not sent
          sessions           1,003 planned   1,000 opened   3 failed   1,000 open at the peak   1,000 closed
          closes             1000 by client: 998   1006 without close frame: 2
          errors             4 of 2 kinds
                    3  connect-refused, 0.1 s to 2.9 s: connect to 127.0.0.1:9001: connection refused
                    1  handshake-status-503, at 2.5 s: the server answered 503 with "<html>  �[31mService U…

          generator          CPU 1.23 s user + 3.46 s system   4.56 µs per message   busiest worker 45.0 %
                             30.0 MiB peak memory   812 B per session   0 B allocated per message
          embedded server    CPU 0.90 s user + 3.10 s system   3.98 µs per message   9.00 MiB peak memory
          little's law       5.21 in flight / 10,000 per s = 521 µs   recorded 519 µs   0.41 % unexplained

          VALID              The generator kept up: these figures speak of the server.

        """

    /// The closed loop, interrupted and invalid.
    static let closed = """

          quickstart   interrupted, measured until then   INVALID
          closed loop, messages after replies · 10.0 s measured after 2.0 s of warm-up · seed 42
          Example CPU 3.0 GHz · 2 cores, 1 worker · Linux 6.8.0 x86_64

          latency                p50      p90      p95      p99    p99.9   p99.99      max     mean    count
          service time        118 µs   404 µs   707 µs  2.04 ms  3.68 ms  4.00 ms  4.04 ms   225 µs   10,000

          connecting          270 µs   390 µs   405 µs   417 µs   420 µs   420 µs   420 µs   270 µs    1,000
            tcp              90.0 µs   130 µs   135 µs   139 µs   140 µs   140 µs   140 µs  90.1 µs    1,000
            upgrade           180 µs   260 µs   270 µs   278 µs   280 µs   280 µs   280 µs   180 µs    1,000
          closing            95.0 µs  99.0 µs  99.5 µs  99.9 µs   100 µs   100 µs   100 µs  95.0 µs    1,000
          whole session       11.5 s   11.9 s   12.0 s   12.0 s   12.0 s   12.0 s   12.0 s   11.5 s    1,000

          send lag           1.60 µs  2.88 µs  3.07 µs  3.14 µs  3.14 µs  3.14 µs  3.14 µs  1.57 µs   10,000

          service time: closed loop, timed from the write. A slow server also slows the load, so this is not
          what users at a steady rate would wait.

          throughput         1,000 msg/s sent   1,000 msg/s received   137 KiB/s out   129 KiB/s in
          messages           10,002 planned   10,002 sent   10,000 answered
          message faults     2 lost   0 late   0 unexpected   0 corrupt   0 planned but not sent
          sessions           1,003 planned   1,000 opened   3 failed   1,000 open at the peak   1,000 closed
          closes             1000 by client: 998   1006 without close frame: 2
          errors             4 of 2 kinds
                    3  connect-refused, 0.1 s to 2.9 s: connect to 127.0.0.1:9001: connection refused
                    1  handshake-status-503, at 2.5 s: the server answered 503 with "<html>  �[31mService U…

          generator          CPU 1.23 s user + 3.46 s system   4.56 µs per message   busiest worker 45.0 %
                             30.0 MiB peak memory   812 B per session   0 B allocated per message
          little's law       5.21 in flight / 10,000 per s = 521 µs   recorded 519 µs   0.41 % unexplained

          INVALID            The generator was the limit: do not take these figures for the server's.
          send_lag_p99       One message in a hundred was written later than it was due by more than the
                             limit: give the run more workers, or a lower rate. (measured 12.3 ms,
                             limit 1.00 ms)
          worker_cpu         only SUSPECT: The busiest worker had next to no time to spare.
                             (measured 93.0 %, limit 85.0 %)

        """

    /// Two kinds of session with scripts, ended by a threshold.
    static let script = """

          chat room   ended by a threshold, measured until then   VALID
          open model, messages by schedule · 10.0 s measured after 2.0 s of warm-up · seed 42
          Example CPU 3.0 GHz · 2 cores, 1 worker · Linux 6.8.0 x86_64

          latency                p50      p90      p95      p99    p99.9   p99.99      max     mean    count
          from due time       707 µs  2.04 ms  2.71 ms  3.68 ms  4.00 ms  4.04 ms  4.04 ms  1.00 ms    1,000
          delivery            500 µs   900 µs   950 µs   990 µs   999 µs  1.00 ms  1.00 ms   501 µs    1,000

          login              5.00 ms  9.00 ms  9.50 ms  9.90 ms  9.99 ms  10.0 ms  10.0 ms  5.01 ms    1,000
          post and confirm   1.00 ms  1.80 ms  1.90 ms  1.98 ms  2.00 ms  2.00 ms  2.00 ms  1.00 ms    1,000

          whole iteration     504 ms   904 ms   952 ms   992 ms   1.00 s   1.00 s   1.00 s   504 ms      125
          reconnecting        740 ms   940 ms   970 ms   990 ms   990 ms   990 ms   990 ms   745 ms       50

          kind              sessions iterations   sent/s received/s      p50      p99      max   errors
          publishers             125        125      100        100   707 µs  3.68 ms  4.04 ms        0
          subscribers             50          0        0      5,000   500 µs   990 µs  1.00 ms        1

          throughput         100 msg/s sent   5,100 msg/s received   51.2 KiB/s out   0 B/s in
          messages           1,000 sent   0 answered
          message faults     0 lost   0 late   0 unexpected   0 corrupt   0 planned but not sent
          sessions           0 planned   175 opened   0 failed   60 open at the peak   0 closed
          iterations         125 ended   12.5 per s   2 dropped
          fan-out            50,000 deliveries expected   99.99 % reached   3 lost   1 duplicated
                             0 reordered   0 corrupt
          recovery           1 outage   50 connections lost   50 back   0 gave up   50 % back after 740 ms
                             99 % after 990 ms   all after 990 ms
          errors             1 of one kind
                    1  connection-reset, at 4.0 s: the connection was reset

          generator          CPU 1.23 s user + 3.46 s system   4.56 µs per message   busiest worker 45.0 %
                             30.0 MiB peak memory   812 B per session   0 B allocated per message

          checks             ✓ has token          1,050 passed
                             ✗ answer is in time    996 passed   4 failed, 0.40 %
          thresholds         ✓ ws_msg_rtt                       p(99)<50          2.04 ms
                             ✗ ws_msg_rtt{scenario:publishers}  max<3ms over 30s  4.04 ms  aborted
                             ✓ checks                           rate>0.99         99.8 %
                             ✗ ws_fanout_lost                   count==0          3
                             ✓ data_sent                        count<1000000     512 KiB
                             ✓ iterations                       rate>=12.5        12.5/s
                             ✗ ws_ping                          avg<1             no data

          VALID              The generator kept up: these figures speak of the server.

        """
}
