package io.vectrail.policy.detect.type;

import java.util.Arrays;
import java.util.Set;

/** Top-level domains (IANA's root zone): those of countries, and the general ones that people use most. */
final class Domains {

    /** Without those that are also ends of files: md, ps, py, rs, sh, so. */
    private static final Set<String> COUNTRIES = Set.copyOf(
            Arrays.asList(("ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm "
                            + "bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es "
                            + "et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in "
                            + "io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc me mg mh mk "
                            + "ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn "
                            + "pr pt pw qa re ro ru rw sa sb sc sd se sg si sk sl sm sn sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn "
                            + "to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw")
                    .split(" ", -1)));

    private static final Set<String> GENERAL = Set.copyOf(
            Arrays.asList(("com org net edu gov mil int info biz name pro mobi app dev cloud online site website "
                            + "store shop blog tech xyz club top live life news world today email work works team digital media design art "
                            + "page link click space fun games game video music photo photos health care clinic law legal finance bank "
                            + "insurance money capital academy school university education training agency company consulting services "
                            + "solutions support systems software network host hosting domains center zone global international group "
                            + "social community foundation wiki city berlin london nyc paris tokyo amsterdam wien hamburg koeln bayern "
                            + "travel tours hotel restaurant cafe bar pub pizza food kitchen coffee wine beer fashion jewelry shoes "
                            + "museum jobs tel asia cat post coop aero arpa example test invalid localhost run build tools codes ninja "
                            + "guru expert energy green eco farm land house homes realty estate auto cars bike fit yoga fitness dental "
                            + "doctor vet pet pets dog reviews review science study ventures partners gmbh ltd llc inc tax audio fm gallery "
                            + "io ai cafe chat cool events express gifts gold help icu ink lol love market marketing meme mom moe one "
                            + "page party plus press pics rocks sale sexy show studio style sucks surf tips town toys tube vip vote watch "
                            + "win wtf zip")
                    .split(" ", -1)));

    private Domains() {}

    /** Whether hosts end in that label, in lower case. */
    static boolean ends(String label) {
        return COUNTRIES.contains(label) || GENERAL.contains(label);
    }
}
